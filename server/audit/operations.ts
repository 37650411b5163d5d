import { exportAuditEvents } from "./export-audit-events";
import { listAuditEvents } from "./list-audit-events";
import { verifyAuditChain } from "./verify-audit-chain";

export const auditOperations = { exportAuditEvents, listAuditEvents, verifyAuditChain };
