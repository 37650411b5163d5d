import { listRefs } from "@/server/git";
import { addBranch, addRepo, commitToRepo } from "@/server/hub";
import { CreateRepoInput, shelfOf } from "@/server/hub/contract";
import { inputOf } from "../input-of";
import { readBody } from "../read-body";
import { answer, type Call, kindIn, repoIn } from "./call";
import { CreateBody, RawBody } from "./wire";

/** `POST {shelf}`: a new repository. Of a Space the SDK says nothing: it becomes a static one. */
export async function createRepository(call: Call): Promise<void> {
  const body = await readBody(call, CreateBody);
  const kind = kindIn(call);
  const input = inputOf(CreateRepoInput, {
    ...{ shelf: shelfOf(kind), name: body.name, visibility: body.private ? "private" : "public" },
    ...(body.namespace && { namespace: body.namespace }),
    ...(body.license && { license: body.license }),
    ...(body.description && { description: body.description }),
    ...(kind === "space" && { sdk: body.sdk ?? "static" }),
  });
  const { namespace, name, visibility, defaultBranch } = await addRepo(call.ctx, input);
  answer(call, {
    ...{ name, namespace, nickname: name, path: `${namespace}/${name}`, default_branch: defaultBranch },
    private: visibility !== "public",
  });
}

/** `GET {repository}/branches`. */
export async function listBranches(call: Call): Promise<void> {
  const repo = await repoIn(call);
  const branches = await listRefs(call.ctx, repo.id, ["branch"]);
  answer(
    call,
    branches.map(({ name, commit }) => ({ name, commit: { id: commit } })),
  );
}

/** `POST {repository}/raw/{path}`: one small file, on a branch that is made when it is not there. */
export async function writeFile(call: Call): Promise<void> {
  const { ctx, part } = call;
  const { message, branch, new_branch: newBranch, content } = await readBody(call, RawBody);
  const repo = await repoIn(call);
  const target = newBranch ?? branch ?? repo.defaultBranch;
  const branches = await listRefs(ctx, repo.id, ["branch"]);
  const isThere = branches.some(({ name }) => name === target);
  const bytes = Buffer.from(content, "base64");
  if (!isThere && repo.headCommit !== null) await addBranch(ctx, repo, { branch: target, commit: repo.headCommit });
  const { commit } = await commitToRepo(ctx, repo, {
    branch: target,
    message: message || `Write ${part.path}`,
    operations: [{ kind: "put", path: part.path ?? "", content: bytes }],
  });
  answer(call, { commit });
}

/** `GET space_resources`: what a Space could run on. None runs yet, so this is all there is. */
export async function listSpaceResources(call: Call): Promise<void> {
  answer(call, [{ id: 0, name: "none", resources: "{}", is_available: true, type: "cpu" }]);
}
