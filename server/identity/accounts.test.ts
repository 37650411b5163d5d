import { eq } from "drizzle-orm";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import { accessTokens } from "@/db/schema/identity";
import { PASSWORD } from "@/server/testing/people";
import { setupWorld } from "@/server/testing/world";
import { actorOfPassword, actorOfToken, findAccountByName } from ".";
import { deleteAvatar } from "./avatars/delete-avatar";
import { getAvatar } from "./avatars/get-avatar";
import { uploadAvatar } from "./avatars/upload-avatar";
import { changeEmail } from "./change-email";
import { CreateUserInput, SearchPeopleInput } from "./contract";
import { createUser } from "./create-user";
import { disableUser } from "./disable-user";
import { enableUser } from "./enable-user";
import { ensureFirstAdministrator } from "./ensure-first-administrator";
import { getMe } from "./get-me";
import { getProfile } from "./get-profile";
import { listUsers } from "./list-users";
import { changePassword } from "./passwords/change-password";
import { createPasswordReset } from "./passwords/create-password-reset";
import { getPasswordReset } from "./passwords/get-password-reset";
import { resetPassword } from "./passwords/reset-password";
import { searchPeople } from "./search-people";
import { setPlatformRoles } from "./set-platform-roles";
import { createSshKey } from "./ssh-keys/create-ssh-key";
import { createToken } from "./tokens/create-token";
import { deleteToken } from "./tokens/delete-token";
import { listTokens } from "./tokens/list-tokens";
import { updateProfile } from "./update-profile";

const codeOf = (url: string) => url.split("/").at(-1) ?? "";
const person = (username: string) =>
  CreateUserInput.parse({ username, email: `${username}@example.com`, password: "quite a long one" });

describe("the first start", () => {
  const world = setupWorld();

  test("makes one owner of the installation with the given token, once", async () => {
    const token = `hf_${"x".repeat(29)}`;
    const first = { username: "admin", password: "a long enough phrase", token };
    await expect(ensureFirstAdministrator(world.system(), { ...first, token: "hf_short" })).rejects.toMatchObject({
      code: "invalid",
    });
    const id = await ensureFirstAdministrator(world.system(), first);
    expect(await ensureFirstAdministrator(world.system(), first)).toBeNull();
    expect(await actorOfToken(world.system(), token)).toMatchObject({ userId: id, platformRoles: ["owner"] });
  });
});

describe("accounts", () => {
  const world = setupWorld();
  const visitor = () => world.as({ kind: "anonymous" });

  test("who signs up gets a write token that works, and one name for all cases", async () => {
    const { id, token = "" } = await createUser.run(visitor(), person("Grace"));
    expect(await actorOfToken(visitor(), token)).toMatchObject({ userId: id, scope: { role: "write" } });
    await expect(createUser.run(visitor(), person("gRACE"))).rejects.toMatchObject({ reason: "name_taken" });
    const sameMail = { ...person("another"), email: "GRACE@example.com" };
    await expect(createUser.run(visitor(), sameMail)).rejects.toMatchObject({ reason: "email_taken" });
    expect(await findAccountByName(visitor().db, "another")).toBeNull();
  });

  test("who signs up in the browser has no token, which nobody would have seen", async () => {
    const { id, token } = await createUser.run(visitor(), { ...person("browsing"), wantsToken: false });
    expect(token).toBeUndefined();
    expect(await world.system().db.select().from(accessTokens).where(eq(accessTokens.userId, id))).toEqual([]);
  });

  test("one of many who take a name at the same time gets it", async () => {
    const outcomes = await Promise.allSettled(
      ["racer", "Racer", "RACER"].map((name, at) =>
        createUser.run(visitor(), { ...person(name), email: `racer-${at}@example.com` }),
      ),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("others than visitors need a right to make accounts, and administrators get no token", async () => {
    await expect(createUser.run(world.as(await world.user()), person("not-yet"))).rejects.toMatchObject({
      code: "forbidden",
    });
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    expect(await createUser.run(admin, person("made-by-admin"))).toMatchObject({ token: undefined });
  });

  test.each(["password", "PASSWORD123", "iloveyou", "weak@example.com"])(
    "refuses the password %j",
    async (password) => {
      const attempt = createUser.run(visitor(), { ...person("weak"), email: "weak@example.com", password });
      await expect(attempt).rejects.toMatchObject({ reason: "weak_password" });
    },
  );

  test("shows people to others without their address, and finds them by a part of their name", async () => {
    const ada = await world.user({ username: "percent_ada" });
    await updateProfile.run(world.as(ada), { displayName: "Ada Byron", website: "https://example.org" });
    const profile = await getProfile.run(visitor(), { name: "PERCENT_ada" });
    expect(getProfile.output.parse(profile)).toMatchObject({ name: "percent_ada", displayName: "Ada Byron" });
    expect(JSON.stringify(getProfile.output.parse(profile))).not.toContain("@");
    const find = async (search: string) =>
      (await searchPeople.run(visitor(), SearchPeopleInput.parse({ search }))).items.map(({ name }) => name);
    expect(await find("byron")).toEqual(["percent_ada"]);
    expect(await find("t_a")).toEqual(["percent_ada"]);
    expect(await find("%".repeat(100))).toEqual([]);
    expect(getMe.output.parse(await getMe.run(world.as(ada), {}))).toMatchObject({ email: "percent_ada@example.com" });
  });

  test("an address that belongs to somebody else cannot be taken over", async () => {
    const [ada, bob] = [await world.user(), await world.user()];
    const password = "a long enough phrase";
    const taken = changeEmail.run(world.as(ada), { email: `${bob.username}@EXAMPLE.com`, password });
    await expect(taken).rejects.toMatchObject({ reason: "email_taken" });
    await changeEmail.run(world.as(ada), { email: `${ada.username}@new.example`, password });
    expect(await actorOfPassword(visitor(), { login: `${ada.username}@new.example`, password })).not.toBeNull();
  });

  test("A6 a token makes only tokens that can do less and end sooner", async () => {
    const ada = await world.user();
    const owner = { target: { kind: "owner" as const, id: ada.userId } };
    const limited = [{ ...owner, permissions: ["account.manage", "repo.read"] }];
    const read = (await world.token(ada, { role: "read" })).actor;
    const fine = (await world.token(ada, { role: "fineGrained", scopes: limited })).actor;
    const never = { name: "more", expiresAt: null };
    const refused = [
      createToken.run(world.as(read), { name: "x", role: "read" }),
      createToken.run(world.as(fine), { name: "x", role: "write" }),
      createToken.run(world.as(fine), { name: "x", role: "read" }),
      createToken.run(world.as(fine), {
        name: "x",
        role: "fineGrained",
        scopes: [{ ...owner, permissions: ["repo.write"] }],
      }),
      createToken.run(world.as(fine), {
        name: "x",
        role: "fineGrained",
        scopes: [{ target: { kind: "everything" }, permissions: ["repo.read"] }],
      }),
      createToken.run(world.as(fine), { ...never, role: "fineGrained", scopes: limited }),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    const less = [{ ...owner, permissions: ["repo.read"] }];
    const made = await createToken.run(world.as(fine), { name: "x", role: "fineGrained", scopes: less, expiresAt });
    expect(createToken.output.parse(made)).toMatchObject({ scopes: less });
    await expect(createToken.run(world.as(ada), { name: "x", role: "fineGrained", scopes: [] })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  test("A7 nobody sees or revokes the tokens of somebody else, and lists show no secret", async () => {
    const [ada, eve] = [await world.user(), await world.user()];
    const { id, secret } = await world.token(ada);
    await expect(deleteToken.run(world.as(eve), { tokenId: id })).rejects.toMatchObject({ code: "not_found" });
    expect((await listTokens.run(world.as(eve), { limit: 20 })).items).toEqual([]);
    const shown = listTokens.output.parse(await listTokens.run(world.as(ada), { limit: 20 }));
    expect(shown.items).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${secret}|[Hh]ash`));
  });

  test("dangerous things want a password that was typed lately", async () => {
    const ada = { ...(await world.user()), signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(createToken.run(world.as(ada), { name: "x", role: "read" })).rejects.toMatchObject({
      reason: "reauthentication_required",
    });
  });

  test("dangerous things are not done by a token that may do everything, but by one that was made for them", async () => {
    const ada = await world.user();
    const everything = { kind: "everything" } as const;
    const scopes = [{ target: everything, permissions: ["account.manage" as const] }];
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const wanted = { ...{ name: "x", role: "fineGrained" as const }, scopes, expiresAt };
    const broad = await world.token(ada);
    const named = await world.token(ada, { role: "fineGrained", scopes });
    const make = ({ actor }: typeof broad) => createToken.run(world.as(actor), wanted);
    await expect(make(broad)).rejects.toMatchObject({ code: "forbidden", reason: "token_too_broad" });
    await expect(make(named)).resolves.toMatchObject({ secret: expect.any(String) });
  });

  test("a link that sets a password is not made in a browser that was left open, and ends with the old password", async () => {
    const [ada, admin] = [await world.user(), await world.user({ platformRoles: ["admin"] })];
    const earlier = { ...admin, signedInAt: new Date(Date.now() - 11 * 60_000) };
    await expect(createPasswordReset.run(world.as(earlier), { username: admin.username })).rejects.toMatchObject({
      reason: "reauthentication_required",
    });
    const { url } = await createPasswordReset.run(world.as(admin), { username: ada.username });
    const passwords = { currentPassword: PASSWORD, newPassword: "one more long phrase" };
    await changePassword.run(world.as(ada), passwords);
    await expect(getPasswordReset.run(visitor(), { code: codeOf(url) })).rejects.toMatchObject({ code: "not_found" });
  });

  test("an administrator's link sets a new password once and ends the old one", async () => {
    const ada = await world.user();
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const { url } = await createPasswordReset.run(admin, { username: ada.username });
    const choice = { code: codeOf(url), password: "one more long phrase" };
    expect(await getPasswordReset.run(visitor(), { code: choice.code })).toMatchObject({ username: ada.username });
    const weak = resetPassword.run(visitor(), { ...choice, password: "Password123" });
    await expect(weak).rejects.toMatchObject({ reason: "weak_password" });
    const outcomes = await Promise.allSettled([
      resetPassword.run(visitor(), choice),
      resetPassword.run(visitor(), choice),
    ]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const signIn = (password: string) => actorOfPassword(visitor(), { login: ada.username, password });
    expect(await signIn("a long enough phrase")).toBeNull();
    expect(await signIn("one more long phrase")).not.toBeNull();
    await expect(getPasswordReset.run(visitor(), { code: choice.code })).rejects.toMatchObject({ code: "not_found" });
    await expect(resetPassword.run(visitor(), { ...choice, code: "unknown" })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("A6 operators act on nobody who can do more, give no role they lack, and leave one owner", async () => {
    const owner = await world.user({ platformRoles: ["owner"] });
    const admin = await world.user({ platformRoles: ["admin"] });
    const ada = await world.user();
    const asAdmin = world.as(admin);
    const refused = [
      createPasswordReset.run(asAdmin, { username: owner.username }),
      disableUser.run(asAdmin, { username: owner.username }),
      setPlatformRoles.run(asAdmin, { username: ada.username, roles: ["owner"] }),
      setPlatformRoles.run(asAdmin, { username: admin.username, roles: ["admin", "finance"] }),
      setPlatformRoles.run(world.as(ada), { username: ada.username, roles: ["admin"] }),
      listUsers.run(world.as(ada), { limit: 20 }),
    ];
    for (const outcome of await Promise.allSettled(refused)) {
      expect(outcome).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
    const abdication = setPlatformRoles.run(world.as(owner), { username: owner.username, roles: [] });
    await expect(abdication).rejects.toMatchObject({ reason: "last_owner" });
    await setPlatformRoles.run(world.as(owner), { username: ada.username, roles: ["owner"] });
    await setPlatformRoles.run(world.as(owner), { username: owner.username, roles: [] });
  });

  test("A14 a disabled person is out at once, by session, token and password, until enabled", async () => {
    const ada = await world.user();
    const admin = world.as(await world.user({ platformRoles: ["admin"] }));
    const { secret } = await world.token(ada);
    const login = { login: ada.username, password: "a long enough phrase" };
    await disableUser.run(admin, { username: ada.username });
    expect(await actorOfToken(visitor(), secret)).toBeNull();
    expect(await actorOfPassword(visitor(), login)).toBeNull();
    const { items } = await listUsers.run(admin, { limit: 20, state: "disabled" });
    expect(items.map(({ name }) => name)).toEqual([ada.username]);
    await enableUser.run(admin, { username: ada.username });
    expect(await actorOfToken(visitor(), secret)).not.toBeNull();
  });

  test("an SSH key belongs to one person only", async () => {
    const publicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIKHEChAIkIXPOGKn4g9GbQ5g7AkdmDPwpPaQh6nAhKwB ada@laptop";
    const key = await createSshKey.run(world.as(await world.user()), { publicKey });
    expect(key).toMatchObject({ title: "ada@laptop", algorithm: "ssh-ed25519" });
    await expect(createSshKey.run(world.as(await world.user()), { publicKey })).rejects.toMatchObject({
      reason: "key_taken",
    });
  });

  test("a picture becomes a small square without anything else that was in the file", async () => {
    const ada = world.as(await world.user());
    const request = (bytes: Uint8Array) => ({
      signal: new AbortController().signal,
      lastEventId: null,
      contentType: "image/png",
      body: chunksOf(bytes),
    });
    const blue = { width: 400, height: 300, channels: 3 as const, background: "blue" };
    const picture = await sharp({ create: blue })
      .withExif({ IFD0: { Copyright: "secret place" } })
      .jpeg()
      .toBuffer();
    await uploadAvatar.run(ada, {}, request(picture));
    const { avatarUrl } = await getProfile.run(ada, { name: (await getMe.run(ada, {})).username });
    const { body } = await getAvatar.run(ada, { hash: codeOf(avatarUrl ?? "") }, request(new Uint8Array()));
    const chunks: Uint8Array[] = [];
    for await (const chunk of body) chunks.push(Buffer.from(chunk));
    const facts = await sharp(Buffer.concat(chunks)).metadata();
    expect(facts).toMatchObject({ format: "webp", width: 256, height: 256 });
    expect(facts.exif).toBeUndefined();
    await deleteAvatar.run(ada, {});
    expect(await getMe.run(ada, {})).toMatchObject({ avatarUrl: null });

    const bomb = await sharp({ create: { ...blue, width: 9_000, height: 9_000 } })
      .png({ compressionLevel: 9 })
      .toBuffer();
    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>');
    for (const bytes of [bomb, svg, picture.subarray(0, 200), Buffer.from("GIF89a"), new Uint8Array()]) {
      await expect(uploadAvatar.run(ada, {}, request(bytes))).rejects.toMatchObject({ reason: "bad_picture" });
    }
    const huge = uploadAvatar.run(ada, {}, request(new Uint8Array(6 * 1024 ** 2)));
    await expect(huge).rejects.toMatchObject({ code: "too_large" });
  });
});

async function* chunksOf(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
