import { z } from "zod";
import { Visibility } from "@/server/access/contract";
import { PageInput, pageOf, Text } from "@/server/kernel/contract";
import { Repo, Shelf } from "./repo";

/** Colours of a collection, by the names that Hugging Face clients send. */
export const COLLECTION_THEMES = ["orange", "blue", "green", "purple", "pink", "indigo"] as const;
export const CollectionTheme = z.enum(COLLECTION_THEMES);

export const MAX_COLLECTION_ITEMS = 500;

const Title = Text.trim().min(1).max(120);
const Description = Text.max(150);
const Note = Text.max(500);
const Section = Text.trim().max(80);

export const Collection = z.object({
  id: z.uuid(),
  slug: z.string().describe("The end of its address; an older title keeps working."),
  namespace: z.string(),
  title: z.string(),
  description: z.string(),
  visibility: Visibility,
  theme: CollectionTheme,
  itemCount: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  url: z.string(),
});
export type Collection = z.infer<typeof Collection>;

export const CollectionItem = z.object({
  id: z.uuid(),
  note: z.string(),
  section: z.string().describe("Heading it stands under; empty: none."),
  position: z.int(),
  repo: Repo,
});
export type CollectionItem = z.infer<typeof CollectionItem>;

export const CollectionDetails = Collection.extend({
  items: z.array(CollectionItem).describe("In order; what the caller may not see is left out."),
  can: z.object({ edit: z.boolean(), manage: z.boolean() }),
});
export type CollectionDetails = z.infer<typeof CollectionDetails>;

export const CollectionAddress = z.strictObject({ id: z.uuid() });

export const CollectionPlace = z.strictObject({
  namespace: Text.max(96).min(1),
  slug: Text.max(200).min(1).describe("Only the 24 digits at its end count."),
});

export const CreateCollectionInput = z.strictObject({
  title: Title,
  namespace: Text.max(96).min(1).optional().describe("User or organisation; default: the caller."),
  description: Description.default(""),
  visibility: Visibility.default("private"),
  theme: CollectionTheme.default("orange"),
});
export type CreateCollectionInput = z.infer<typeof CreateCollectionInput>;

export const UpdateCollectionInput = CollectionAddress.extend({
  title: Title.optional(),
  description: Description.optional(),
  visibility: Visibility.optional(),
  theme: CollectionTheme.optional(),
});

export const ListCollectionsInput = PageInput.extend({
  owner: Text.max(96).optional().describe("Exact namespace."),
  search: Text.max(200).optional().describe("Part of the title."),
  repoId: z.uuid().optional().describe("Only those that hold this repository."),
  isEditable: z.boolean().optional().describe("Only what the caller may change."),
});
export type ListCollectionsInput = z.infer<typeof ListCollectionsInput>;
export const CollectionPage = pageOf(Collection);

export const AddCollectionItemInput = CollectionAddress.extend({
  shelf: Shelf,
  namespace: Text.max(96).min(1),
  name: Text.max(96).min(1),
  note: Note.default(""),
  section: Section.default(""),
});

const ItemAddress = CollectionAddress.extend({ itemId: z.uuid() });
export const RemoveCollectionItemInput = ItemAddress;
export const UpdateCollectionItemInput = ItemAddress.extend({
  note: Note.optional(),
  section: Section.optional(),
  position: z.int().min(0).max(MAX_COLLECTION_ITEMS).optional().describe("Place in the list, from 0."),
});

export const CollectionEditor = z.object({
  username: z.string(),
  displayName: z.string(),
  avatarUrl: z.string().nullable(),
});
export const CollectionEditorInput = CollectionAddress.extend({ username: Text.max(96).min(1) });
export const ListCollectionEditorsInput = PageInput.extend(CollectionAddress.shape);
export const CollectionEditorPage = pageOf(CollectionEditor);
