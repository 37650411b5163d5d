import type { TestProject } from "vitest/node";
import { prepareTemplate } from "./database";

declare module "vitest" {
  interface ProvidedContext {
    template: string;
  }
}

export async function setup(project: TestProject) {
  project.provide("template", await prepareTemplate());
}
