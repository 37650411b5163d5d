import { expect, test } from "vitest";
import { loggedPath } from "./logged-path";

test.each([
  ["/cas/v1/data/c2VhbGVk", "/cas/v1/data/…"],
  ["/hf/cas/v1/data/c2VhbGVk", "/hf/cas/v1/data/…"],
  ["/signed/c2VhbGVk/a/b.png", "/signed/…/a/b.png"],
  ["/image/c2VhbGVk", "/image/…"],
  ["/invitations/secret", "/invitations/…"],
  ["/api/v1/device-logins/WDJB-MJHT/approve", "/api/v1/device-logins/…/approve"],
  ["/ada/tiny/resolve/main/a.bin", "/ada/tiny/resolve/main/a.bin"],
])("%s is logged without what lets in", (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});
