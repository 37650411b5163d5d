import { textOf, textsOf, typed } from "@/server/hub/card/read-field";
import type { RepoKindEntry } from "./kind";

const FORMATS: readonly (readonly [string, RegExp])[] = [
  ["parquet", /\.parquet$/i],
  ["csv", /\.(csv|tsv)(\.gz)?$/i],
  ["json", /\.jsonl?(\.gz|\.zst)?$/i],
  ["arrow", /\.arrow$/i],
  ["webdataset", /\.tar$/i],
  ["text", /\.txt$/i],
];

const MODALITIES: readonly (readonly [string, RegExp])[] = [
  ["image", /\.(png|jpe?g|webp|gif|bmp|tiff?)$/i],
  ["audio", /\.(wav|mp3|flac|ogg|aac)$/i],
  ["video", /\.(mp4|webm|mkv)$/i],
];

const TYPED_FIELDS = [
  "task_categories",
  "task_ids",
  "multilinguality",
  "language",
  "license",
  "size_categories",
] as const;

const present = (known: readonly (readonly [string, RegExp])[], paths: readonly string[]) =>
  known.filter(([, pattern]) => paths.some((path) => pattern.test(path))).map(([name]) => name);

export const dataset: RepoKindEntry = {
  kind: "dataset",
  title: "Dataset",
  wirePrefix: "datasets/",
  lfsPatterns: (
    "*.lz4 *.mds *.pcm *.sam *.raw *.aac *.flac *.mp3 *.ogg *.wav *.bmp *.gif *.png *.tiff *.jpg *.jpeg *.webp " +
    "*.mp4 *.webm"
  ).split(" "),
  firstCard: ({ license }) => (license === null ? null : { license }),
  factsOf: (card, paths) => ({
    task: textsOf(card, "task_categories")[0] ?? null,
    library: textOf(card, "library_name"),
    tags: [
      ...TYPED_FIELDS.flatMap((field) => typed(field, textsOf(card, field))),
      ...typed("format", present(FORMATS, paths)),
      ...typed("modality", present(MODALITIES, paths)),
      ...textsOf(card, "tags"),
    ],
  }),
};
