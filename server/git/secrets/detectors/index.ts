import type { SecretDetector } from "../detector";
import * as aws from "./aws";
import * as azure from "./azure";
import * as codeHosts from "./code-hosts";
import * as google from "./google";
import * as modelProviders from "./model-providers";
import * as own from "./own";
import { privateKey } from "./private-key";
import * as services from "./services";

/** Of those with the same keyword the first that fits has it. A JWT, and a word that is called `password`, are none. */
export const DETECTORS: readonly SecretDetector[] = [
  ...Object.values(own),
  ...Object.values(modelProviders),
  ...Object.values(aws),
  ...Object.values(google),
  ...Object.values(azure),
  ...Object.values(codeHosts),
  ...Object.values(services),
  privateKey,
];
