import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface RecordColumn<Row> {
  readonly id: string;
  readonly header: string;
  readonly cell: (row: Row) => ReactNode;
  readonly align?: "left" | "right";
  /** Names the row: on phones it stands first and without its header. */
  readonly isTitle?: boolean;
  /** Buttons: the header is for screen readers only. */
  readonly isActions?: boolean;
  readonly isHiddenOnPhone?: boolean;
}

interface Props<Row> {
  label: string;
  columns: readonly RecordColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
}

/** A table in the order the server gave it, without script: a row on wide screens, a card on phones. */
export function RecordTable<Row>({ label, columns, rows, rowId }: Props<Row>) {
  return (
    <div className="scroll-thin min-w-0 overflow-x-auto">
      <table aria-label={label} className="text-small block w-full text-left md:table">
        <thead className="text-caption text-text-muted hidden md:table-header-group">
          <tr className="border-b">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                className={cn("h-9 px-4 font-medium whitespace-nowrap", column.align === "right" && "text-right")}
              >
                {column.isActions ? <span className="sr-only">{column.header}</span> : column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="block divide-y md:table-row-group">
          {rows.map((row) => (
            <tr key={rowId(row)} className="hover:bg-hover flex flex-col gap-1 px-4 py-3 md:table-row md:p-0">
              {columns.map((column) => (
                <RecordCell key={column.id} column={column} content={column.cell(row)} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** On phones what says nothing takes no line. */
function RecordCell<Row>({ column, content }: { column: RecordColumn<Row>; content: ReactNode }) {
  return (
    <td className={cellLook(column, content === null)}>
      {column.isTitle || column.isActions ? null : (
        <span className="text-caption text-text-muted shrink-0 md:hidden">{column.header}</span>
      )}
      {content}
    </td>
  );
}

const cellLook = <Row,>({ align, isActions, isHiddenOnPhone }: RecordColumn<Row>, isEmpty: boolean) =>
  cn(
    "min-h-5 min-w-0 items-baseline justify-between gap-4 md:table-cell md:h-11 md:px-4 md:py-2",
    isHiddenOnPhone || isEmpty ? "hidden" : "flex",
    align === "right" && "tabular-nums md:text-right",
    isActions && "justify-end md:w-px md:text-right md:whitespace-nowrap",
  );
