import { z } from "zod";
import { Slug, Text } from "@/server/kernel/contract";

/** First segments of addresses that are ours, and names that would pass for us. */
export const RESERVED_NAMES: readonly string[] = [
  ..."about abuse access account accounts active activity admin administrator administrators ai analytics anonymous api".split(
    " ",
  ),
  ..."api-keys apps assets auth avatars billing blog bot bots buckets cdn chat code codes collections compute config".split(
    " ",
  ),
  ..."console contact cookies csghub css dashboard data dataset datasets deployments deploy dev device discussions docs doc".split(
    " ",
  ),
  ..."download downloads edge edit email endpoints error errors explore favicon feed files fonts forgot-password".split(
    " ",
  ),
  ..."forum gateway ghost git gpu guest health healthz help hf home hooks hub images img index inference info".split(
    " ",
  ),
  ..."internal invitation invitations invite jobs join js keys kernel learn legal lfs licenses livez login logout mail".split(
    " ",
  ),
  ..."main mcp mcps me member members messages metrics model models moderator monitoring new news notebooks notifications null oauth official onboarding operations operator ops organization organizations orgs organisation".split(
    " ",
  ),
  ..."organisations owner password people playground policy postmaster prices pricing privacy private profile profiles".split(
    " ",
  ),
  ..."prompts public raw readyz register repo repos repositories reset reset-password resolve robots root rss runtimes".split(
    " ",
  ),
  ..."samples search security shelves self server service services session sessions settings setup sign-in sign-out sign-up".split(
    " ",
  ),
  ..."signin signout signup site skills spaces ssh ssh-keys staff static status stats store storage sudo superuser".split(
    " ",
  ),
  ..."support sync system tag tags tasks team teams terms test token tokens tools training trending trpc undefined unsubscribe".split(
    " ",
  ),
  ..."upload uploads usage user users v1 v2 verify webhook webhooks webmaster well-known whoami wiki worker www xet yard _next".split(
    " ",
  ),
];

const reserved = new Set(RESERVED_NAMES);

const FILE_ENDING = /\.(?:avif|css|html?|ico|jpe?g|js|json|map|mjs|php|png|svg|txt|webmanifest|webp|xml)$/i;

/** Two names are the same when they fold to the same text. */
export const foldName = (text: string): string => text.normalize("NFKC").toLowerCase();

/** The name of a user or an organisation, as it stands in an address. */
export const AccountName = Slug.min(2)
  .max(42)
  .refine((name) => !FILE_ENDING.test(name), "Must not look like a file name")
  .refine((name) => !/^\d+$/.test(name), "Needs at least one letter")
  .refine((name) => !reserved.has(foldName(name)) && !/^deleted-/i.test(name), "This name is reserved");

/** A name in an address, whether it could be given today or not. */
export const AnyName = Text.min(1).max(96);

/** Control, format and unassigned characters; fillers and selectors that show nothing. */
const INVISIBLE =
  /\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Co}|\p{Cn}|\u034F|[\u115F\u1160\u2800\u3164\uFFA0]|\u17B4|\u17B5|[\uFE00-\uFE0E]/u;

/** What people are called on a page: any script, nothing that cannot be seen or that turns the text around. */
export const DisplayName = Text.trim()
  .min(1)
  .max(100)
  .refine((text) => !INVISIBLE.test(text), "Contains invisible characters")
  .refine((text) => !/:\/\/|\bwww\./i.test(text), "Must not be an address: write a name");

export const Email = z.email("Not an email address").max(254);

export const Password = Text.min(8, "At least 8 characters").max(128, "At most 128 characters");

export const Website = z.url({ protocol: /^https?$/ }).max(300);
