import { getTranslations } from "next-intl/server";
import { Table, TableBody, TableHead, TableRow, TableScroll } from "@/components/ui/table";
import type { TextTable } from "./text-table";

interface Props {
  path: string;
  table: TextTable;
}

/** The beginning of a CSV file. */
export async function TextTableView({ path, table }: Props) {
  const t = await getTranslations("file");
  const { header, rows, hasMoreRows, columnCount } = table;
  const width = header?.length ?? rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => ({ key: index + 1, name: header?.[index] }));
  const numbered = rows.map((row, index) => ({ number: index + 1, row }));
  const isCut = columnCount > width;
  return (
    <>
      {hasMoreRows || isCut ? (
        <p className="text-caption text-text-muted border-b px-4 py-2">
          {hasMoreRows ? t("firstRows", { count: rows.length }) : null}{" "}
          {isCut ? t("firstColumns", { shown: width, count: columnCount }) : null}
        </p>
      ) : null}
      <TableScroll label={path}>
        <Table className="text-caption w-max min-w-full">
          <TableHead>
            <TableRow className="bg-surface-sunken">
              <th scope="col" className="w-12 px-3 py-2 text-right font-normal">
                <span className="sr-only">{t("row")}</span>
              </th>
              {columns.map(({ key, name }) => (
                <th key={key} scope="col" className="text-text max-w-80 px-3 py-2 align-bottom font-medium break-words">
                  {name ?? <span className="text-text-muted font-normal">{t("column", { number: key })}</span>}
                </th>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>
            {numbered.map(({ number, row }) => (
              <TableRow key={number}>
                <th
                  scope="row"
                  className="text-text-faint px-3 py-1.5 text-right align-top font-normal tabular-nums select-none"
                >
                  {number}
                </th>
                {columns.map(({ key }) => (
                  <td key={key} className="max-w-80 px-3 py-1.5 align-top break-words whitespace-pre-wrap">
                    {row[key - 1]}
                  </td>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </TableScroll>
    </>
  );
}
