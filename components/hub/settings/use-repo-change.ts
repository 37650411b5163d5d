import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";
import { toast } from "@/components/ui/toast";

/** After a change of a repository: everything that shows it is asked anew, and the page says what happened. */
export function useRepoChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (message: string, href?: string) => {
    await queryClient.invalidateQueries(trpc.hub.pathFilter());
    toast.success(message);
    if (href) router.push(href);
    router.refresh();
  };
}
