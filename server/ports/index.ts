import type { ComputeBackend } from "./compute-backend";
import type { MailServer } from "./mail-server";
import type { ObjectStore } from "./object-store";

/** Everything outside the process, by the name under which a use case asks for it. */
export interface Ports {
  readonly compute: ComputeBackend;
  readonly mail: MailServer;
  readonly objects: ObjectStore;
}
