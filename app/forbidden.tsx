import { DeadEnd } from "@/components/shell/dead-end";
import HubLayout from "./(hub)/layout";

/** In the frame of the site, so that search and the lists are at hand. */
export default function Forbidden() {
  return (
    <HubLayout>
      <DeadEnd reason="forbidden" />
    </HubLayout>
  );
}
