import { loadTypescript } from "./bundle.mjs";

/** A benchmark is a module that measures while it is loaded and prints its table itself. */
const [name, ...rest] = process.argv.slice(2);
process.argv.splice(2, process.argv.length, ...rest);
await loadTypescript(`bench/${name}.ts`);
