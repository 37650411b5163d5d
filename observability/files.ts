import { stringify } from "yaml";
import { alertRules } from "./alerts";
import { gateway } from "./dashboards/gateway";
import { platform } from "./dashboards/platform";

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** What `npm run observability` writes, by its path below `observability/`. */
export const files = (): ReadonlyMap<string, string> =>
  new Map([
    ["grafana/gateway.json", json(gateway())],
    ["grafana/platform.json", json(platform())],
    ["prometheus/alerts.yml", stringify(alertRules(), { lineWidth: 0 })],
  ]);
