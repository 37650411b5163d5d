/** Imported first: the modules after it use what older versions do not have. */
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 11)) {
  process.stderr.write(`Modelyard needs Node 20.11 or newer to start; this is ${process.version}.\n`);
  process.exit(1);
}
