import type { Builder } from "@grafana/grafana-foundation-sdk/cog";
import * as common from "@grafana/grafana-foundation-sdk/common";
import {
  DashboardBuilder,
  DatasourceVariableBuilder,
  type Panel,
  ThresholdsConfigBuilder,
  ThresholdsMode,
} from "@grafana/grafana-foundation-sdk/dashboard";
import { DataqueryBuilder } from "@grafana/grafana-foundation-sdk/prometheus";
import { PanelBuilder as StatBuilder } from "@grafana/grafana-foundation-sdk/stat";
import { PanelBuilder as TimeseriesBuilder } from "@grafana/grafana-foundation-sdk/timeseries";

const DATASOURCE = { type: "prometheus", uid: "$datasource" };
const HEIGHT = 8;
const HALF = 12;
const QUARTER = 6;

/** PromQL, and what its lines are called. */
export interface Line {
  readonly expr: string;
  readonly legend: string;
}
interface Chart {
  readonly title: string;
  /** What it tells, and what to do when it looks wrong. */
  readonly description: string;
  /** As Grafana names units. */
  readonly unit: string;
  readonly lines: readonly Line[];
}

export function dashboard(uid: string, title: string, panels: readonly Builder<Panel>[]) {
  const builder = new DashboardBuilder(title)
    .uid(uid)
    .tags(["modelyard"])
    .timezone("browser")
    .refresh("30s")
    .time({ from: "now-6h", to: "now" })
    .withVariable(new DatasourceVariableBuilder("datasource").label("Prometheus").type("prometheus"));
  for (const panel of panels) builder.withPanel(panel);
  return builder.build();
}

export function chart({ title, description, unit, lines }: Chart) {
  const panel = new TimeseriesBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .min(0)
    .height(HEIGHT)
    .span(HALF)
    .fillOpacity(10)
    .showPoints(common.VisibilityMode.Never)
    .legend(new common.VizLegendOptionsBuilder().displayMode(common.LegendDisplayMode.List).showLegend(true));
  for (const [index, { expr, legend }] of lines.entries()) panel.withTarget(query(index, expr).legendFormat(legend));
  return panel;
}

interface Figure extends Omit<Chart, "lines"> {
  readonly expr: string;
  /** From here on it is red. */
  readonly alarming?: number;
}

export function figure({ title, description, unit, expr, alarming }: Figure) {
  const steps = [
    { value: null, color: "green" },
    ...(alarming === undefined ? [] : [{ value: alarming, color: "red" }]),
  ];
  return new StatBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .unit(unit)
    .height(HEIGHT / 2)
    .span(QUARTER)
    .thresholds(new ThresholdsConfigBuilder().mode(ThresholdsMode.Absolute).steps(steps))
    .withTarget(query(0, expr).instant());
}

const query = (index: number, expr: string) =>
  new DataqueryBuilder()
    .datasource(DATASOURCE)
    .refId(String.fromCharCode(65 + index))
    .expr(expr);

/** A quantile of a histogram over five minutes. */
export const quantile = (share: number, metric: string, by: readonly string[] = []) =>
  `histogram_quantile(${share}, sum by (${["le", ...by].join(", ")}) (rate(${metric}_bucket[5m])))`;
