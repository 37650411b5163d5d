import { z } from "zod";
import { COLLECTION_THEMES } from "@/server/hub/contract/collection";

/** What Hugging Face clients send about collections (hub-protocols §3.8); unknown fields are ignored. */

const Item = z.object({ id: z.string().max(200), type: z.string().max(20) });
const Title = z.string().trim().min(1).max(120);
const Description = z.string().max(150);
const Note = z.string().max(500);

export const CreateCollectionBody = z.object({
  title: Title,
  namespace: z.string().max(96),
  description: Description.nullish(),
  private: z.boolean().nullish(),
  item: Item.nullish(),
});

export const UpdateCollectionBody = z.object({
  title: Title.nullish(),
  description: Description.nullish(),
  private: z.boolean().nullish(),
  theme: z.enum(COLLECTION_THEMES).nullish(),
});

export const AddItemBody = z.object({ item: Item, note: Note.nullish() });
export const UpdateItemBody = z.object({ note: Note.nullish(), position: z.int().min(0).max(500).nullish() });
