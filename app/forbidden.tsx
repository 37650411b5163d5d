import { DeadEnd } from "@/components/shell/dead-end";

export default function Forbidden() {
  return (
    <main id="main" className="grid min-h-dvh place-items-center">
      <DeadEnd reason="forbidden" />
    </main>
  );
}
