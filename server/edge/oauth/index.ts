import type { z } from "zod";
import {
  DEVICE_REASONS,
  type IssuedToken,
  refusal,
  renewDeviceToken,
  startDeviceLogin,
  takeDeviceToken,
} from "@/server/identity";
import { DomainError, notFound } from "@/server/kernel";
import { type EdgeRoom, type Exchange, headerOf } from "../exchange";
import { readBody } from "../read-body";
import { canTell, drain, respondJson, retryAfter } from "../respond";
import { DeviceBody, TokenBody } from "./wire";

const DEVICE_GRANT = "urn:ietf:params:oauth:grant-type:device_code";
const MAX_BYTES = 16_384;
/** Nothing of this may be kept by anybody on the way (RFC 6749 §5.1). */
const UNKEPT = { "cache-control": "no-store", pragma: "no-cache" };

const ROUTES: ReadonlyMap<string, (exchange: Exchange) => Promise<void>> = new Map([
  ["/oauth/device", postDevice],
  ["/oauth/token", postToken],
]);

/** How a program on another machine gets a token without anybody pasting one: the device grant (RFC 8628). */
export function createOauthRoom(): EdgeRoom {
  return {
    name: "oauth",
    match: ({ method, path }) => {
      const route = ROUTES.get(path);
      return route ? (exchange) => serve(exchange, method === "POST" ? route : wrongMethod) : null;
    },
  };
}

async function wrongMethod({ path }: Exchange): Promise<void> {
  throw notFound("Route", path);
}

async function serve(exchange: Exchange, route: (exchange: Exchange) => Promise<void>): Promise<void> {
  try {
    await route(exchange);
  } catch (error) {
    await tell(exchange, error);
  }
}

async function postDevice(exchange: Exchange): Promise<void> {
  const { ctx, request } = exchange;
  const { client_id: clientId, scope = "" } = await readBody(exchange, DeviceBody, { maxBytes: MAX_BYTES });
  const device = (headerOf(request, "user-agent") ?? "").replace(/[^\x20-\x7e]/g, " ");
  const started = await startDeviceLogin(ctx, { clientId, scopes: scope.split(/\s+/).filter(Boolean), device });
  const page = `${ctx.site.origin}/device`;
  respondJson(exchange, {
    status: 200,
    headers: UNKEPT,
    body: {
      device_code: started.deviceCode,
      user_code: started.userCode,
      verification_uri: page,
      verification_uri_complete: `${page}?user_code=${started.userCode}`,
      expires_in: started.expiresInSeconds,
      interval: started.intervalSeconds,
    },
  });
}

async function postToken(exchange: Exchange): Promise<void> {
  const body = await readBody(exchange, TokenBody, { maxBytes: MAX_BYTES });
  const { secret, refreshSecret, expiresInSeconds, scope } = await grant(exchange, body);
  respondJson(exchange, {
    status: 200,
    headers: UNKEPT,
    body: {
      access_token: secret,
      refresh_token: refreshSecret,
      token_type: "bearer",
      expires_in: expiresInSeconds,
      scope,
    },
  });
}

function grant({ ctx }: Exchange, body: z.output<typeof TokenBody>): Promise<IssuedToken> {
  const { grant_type: kind, client_id: clientId, device_code: deviceCode, refresh_token: refreshSecret } = body;
  switch (kind) {
    case DEVICE_GRANT:
      if (deviceCode === undefined) throw refusal("invalid_request", "device_code is missing");
      return takeDeviceToken(ctx, { deviceCode, clientId });
    case "refresh_token":
      if (refreshSecret === undefined) throw refusal("invalid_request", "refresh_token is missing");
      return renewDeviceToken(ctx, { refreshSecret, clientId });
    default:
      throw refusal("unsupported_grant_type", "Only device codes and refresh tokens are exchanged here");
  }
}

const KNOWN: readonly string[] = DEVICE_REASONS;
const STATUS: Readonly<Record<string, number>> = {
  not_found: 404,
  too_large: 413,
  quota_exceeded: 429,
  unavailable: 503,
};

/** RFC 6749 §5.2; a bug is reported and none of its text leaves. */
async function tell(exchange: Exchange, error: unknown): Promise<void> {
  const known = error instanceof DomainError ? error : null;
  if (!canTell(exchange, error)) return;
  await drain(exchange, MAX_BYTES);
  const reason = known?.reason ?? "";
  const status = known ? (STATUS[known.code] ?? (reason === "invalid_client" ? 401 : 400)) : 500;
  const word = KNOWN.includes(reason) ? reason : WORDS[status];
  const retry = { ...(status === 429 && { "retry-after": "60" }), ...retryAfter(error) };
  const message = known?.message ?? "Something is broken on our side";
  respondJson(exchange, {
    status,
    headers: { ...UNKEPT, ...retry, "x-error-message": message.replace(/[^\x20-\x7e]+/g, " ") },
    body: { error: word ?? "invalid_request", error_description: message },
  });
}

const WORDS: Readonly<Record<number, string>> = {
  429: "slow_down",
  500: "server_error",
  503: "temporarily_unavailable",
};
