import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const LICENCE_FILE = /^(licen[cs]e|copying|notice)/i;
const textOf = (value) =>
  typeof value === "string" ? value : (value?.type ?? value?.map?.(textOf).join(" OR ") ?? "UNKNOWN");

function textsIn(folder) {
  return readdirSync(folder)
    .filter((name) => LICENCE_FILE.test(name))
    .sort()
    .flatMap((name) => {
      try {
        return [readFileSync(join(folder, name), "utf8").trim()];
      } catch {
        return []; // a folder of that name
      }
    });
}

/** Every package that runs in production and is installed here, with what its authors ask to be passed on. */
export function thirdPartyLicences(root) {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  const sections = Object.entries(packages)
    .filter(([path, { dev, link }]) => path !== "" && !dev && !link && existsSync(join(root, path, "package.json")))
    .map(([path]) => {
      const { name, version, license, licenses } = JSON.parse(readFileSync(join(root, path, "package.json"), "utf8"));
      const heading = `${name} ${version} (${textOf(license ?? licenses)})`;
      return [heading, "-".repeat(heading.length), ...textsIn(join(root, path))].join("\n\n");
    });
  const unique = [...new Set(sections)].sort((a, b) => (a < b ? -1 : 1));
  return { count: unique.length, text: `Third-party software in Modelyard\n\n${unique.join("\n\n\n")}\n` };
}
