import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";

/** After a change that the page shows: a word, and the page anew. */
export function useChanged(): (message: string) => void {
  const router = useRouter();
  return (message) => {
    toast.success(message);
    router.refresh();
  };
}
