import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTRPC } from "@/components/data/trpc";
import { toast } from "@/components/ui/toast";

/** After a change of a mirror: everything that shows it is asked anew, and the page says what happened. */
export function useMirrorChange() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const router = useRouter();
  return async (message: string) => {
    await queryClient.invalidateQueries(trpc.mirror.pathFilter());
    toast.success(message);
    router.refresh();
  };
}
