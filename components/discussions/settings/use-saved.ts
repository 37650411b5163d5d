import { useRouter } from "next/navigation";
import { toast } from "@/components/ui/toast";

/** After a change of what the page shows: a word, and the page anew. */
export function useSaved(): (message: string) => void {
  const { refresh } = useRouter();
  return (message) => {
    toast.success(message);
    refresh();
  };
}
