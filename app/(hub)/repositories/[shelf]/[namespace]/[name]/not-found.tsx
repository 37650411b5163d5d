import { WayBack } from "@/components/hub/way-back";
import { DeadEnd } from "@/components/shell/dead-end";
import { Words } from "@/components/shell/words";

/** What is missing in a repository leads back to it. */
export default function NotFound() {
  return (
    <DeadEnd reason="notFound">
      <Words namespaces={["notFound"]}>
        <WayBack />
      </Words>
    </DeadEnd>
  );
}
