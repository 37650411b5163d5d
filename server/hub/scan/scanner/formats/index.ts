import type { Format } from "../scope";
import { hdf5 } from "./hdf5";
import { numpy } from "./numpy";
import { closed, gzip, zlib, zstd } from "./packed";
import { pickle } from "./pickle";
import { tar } from "./tar";
import { gguf, safetensors } from "./tensors";
import { zip } from "./zip";

/** The first that matches scans: what is told for certain comes first. */
export const formats: readonly Format[] = [zip, numpy, hdf5, gguf, gzip, zstd, closed, tar, safetensors, pickle, zlib];
