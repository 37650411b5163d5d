import { type ChunkTable, RECORD_BYTES } from "./chunk-table";

/** Tables that were read lately: as many as fit, the latest. */
export interface TableCache {
  get(xorb: string): ChunkTable | undefined;
  set(xorb: string, table: ChunkTable): void;
  delete(xorb: string): void;
}

interface Size {
  readonly mostBytes?: number;
  readonly mostTables?: number;
}

export function createTableCache({ mostBytes = 32 * 1024 ** 2, mostTables = 4_096 }: Size = {}): TableCache {
  const tables = new Map<string, ChunkTable>();
  let bytes = 0;
  const drop = (xorb: string) => {
    bytes -= (tables.get(xorb)?.count ?? 0) * RECORD_BYTES;
    tables.delete(xorb);
  };
  return {
    get(xorb) {
      const table = tables.get(xorb);
      if (table) {
        tables.delete(xorb);
        tables.set(xorb, table);
      }
      return table;
    },
    set(xorb, table) {
      drop(xorb);
      tables.set(xorb, table);
      bytes += table.count * RECORD_BYTES;
      for (const [oldest] of tables) {
        if (bytes <= mostBytes && tables.size <= mostTables) break;
        drop(oldest);
      }
    },
    delete: drop,
  };
}
