import { Badge } from "@/components/ui/badge";

interface Props {
  label: { readonly name: string; readonly color: string };
}

/** The colour stands beside the word, so that the word can be read on every ground. */
export function LabelBadge({ label: { name, color } }: Props) {
  return (
    <Badge className="max-w-full">
      <span aria-hidden className="size-2 shrink-0 rounded-full border" style={{ backgroundColor: `#${color}` }} />
      <span dir="auto" className="truncate">
        {name}
      </span>
    </Badge>
  );
}
