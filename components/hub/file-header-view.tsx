import { getLocale, getTranslations } from "next-intl/server";
import { MetadataList, type Metadatum } from "@/components/patterns/metadata-list";
import { Words } from "@/components/shell/words";
import { Disclosure } from "@/components/ui/disclosure";
import { Table, TableBody, TableCell, TableHead, TableHeaderCell, TableRow, TableScroll } from "@/components/ui/table";
import type { NamedRepo } from "@/server/hub/contract/repo";
import type { FileHeader, TensorPage } from "@/server/hub/contract/weights";
import { TensorTable } from "./tensor-table";

interface Props {
  repo: NamedRepo;
  place: { readonly revision: string; readonly path: string };
  header: FileHeader;
  tensors: TensorPage;
}

/** What a model file says about itself, without fetching its weights. */
export async function FileHeaderView({ repo, place, header, tensors }: Props) {
  const t = await getTranslations("fileHeader");
  const { metadata, inputs, outputs } = header;
  return (
    <div id="tensors" className="grid grid-cols-1 gap-6 p-4">
      <Summary header={header} />
      {metadata.length > 0 ? (
        <Disclosure title={t("metadata")} summary={t("entries", { count: metadata.length })}>
          <MetadataTable metadata={metadata} />
        </Disclosure>
      ) : null}
      {inputs.length > 0 ? <Ports title={t("inputs")} ports={inputs} /> : null}
      {outputs.length > 0 ? <Ports title={t("outputs")} ports={outputs} /> : null}
      {header.format === "onnx" ? null : (
        <Words namespaces={["tensors"]}>
          <TensorTable repo={repo} place={place} first={tensors} />
        </Words>
      )}
    </div>
  );
}

async function Summary({ header }: Pick<Props, "header">) {
  const [t, locale] = await Promise.all([getTranslations("fileHeader"), getLocale()]);
  const number = new Intl.NumberFormat(locale);
  const { parameters, byDtype, tensorCount, architecture, contextLength, quantization, format } = header;
  const share = Object.entries(byDtype).sort(([, one], [, two]) => two - one);
  const items: Metadatum[] = [
    ...(parameters === null ? [] : [{ term: t("parameters"), value: number.format(parameters) }]),
    ...(format === "onnx" ? [] : [{ term: t("tensors"), value: number.format(tensorCount) }]),
    ...share.map(([dtype, count]) => ({ term: dtype, value: t("ofDtype", { count: number.format(count) }) })),
    ...(quantization === null ? [] : [{ term: t("quantization"), value: quantization }]),
    ...(architecture === null ? [] : [{ term: t("architecture"), value: architecture }]),
    ...(contextLength === null ? [] : [{ term: t("context"), value: number.format(contextLength) }]),
  ];
  return <MetadataList items={items} className="max-w-form" />;
}

async function MetadataTable({ metadata }: { metadata: FileHeader["metadata"] }) {
  const t = await getTranslations("fileHeader");
  return (
    <TableScroll label={t("metadata")}>
      <Table>
        <TableHead className="sr-only">
          <TableRow>
            <TableHeaderCell>{t("key")}</TableHeaderCell>
            <TableHeaderCell>{t("value")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {metadata.map(({ key, value, isCut }) => (
            <TableRow key={key}>
              <TableCell className="text-caption align-top font-mono break-all">{key}</TableCell>
              <TableCell className="text-caption font-mono break-words whitespace-pre-wrap">
                {value}
                {isCut ? ` … ${t("cut")}` : null}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </TableScroll>
  );
}

async function Ports({ title, ports }: { title: string; ports: FileHeader["inputs"] }) {
  const t = await getTranslations("fileHeader");
  return (
    <section aria-label={title} className="grid grid-cols-1 gap-2">
      <h3 className="text-small">{title}</h3>
      <TableScroll label={title} className="rounded-card border">
        <Table>
          <TableHead>
            <TableRow>
              <TableHeaderCell>{t("name")}</TableHeaderCell>
              <TableHeaderCell align="right">{t("shape")}</TableHeaderCell>
            </TableRow>
          </TableHead>
          <TableBody>
            {ports.map(({ name, shape }) => (
              <TableRow key={name}>
                <TableCell className="text-caption font-mono">{name}</TableCell>
                <TableCell align="right" className="text-caption font-mono">
                  {shape.map((length) => length ?? "?").join(" × ")}
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableScroll>
    </section>
  );
}
