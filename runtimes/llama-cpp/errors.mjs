/** An answer in the shape of OpenAI's error object: `{ error: { message, type, param, code } }`. */
export class ApiError extends Error {
  name = "ApiError";

  /** @param {number} status @param {string} message @param {{ code: string, param?: string, cause?: unknown }} details `param` is the JSON path of the wrong field */
  constructor(status, message, { code, param, cause }) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.param = param ?? null;
  }

  toJSON() {
    const type = this.status < 500 ? "invalid_request_error" : "server_error";
    return { error: { message: this.message, type, param: this.param, code: this.code } };
  }
}

/** A field of the request is wrong. @param {string} param @param {string} message @param {{ cause?: unknown }} [options] */
export function invalid(param, message, options) {
  return new ApiError(400, message, { ...options, code: "invalid_value", param });
}

/** A field is right for OpenAI, and this runtime does not do it. @param {string} param @param {string} message */
export function unsupported(param, message) {
  return new ApiError(400, message, { code: "unsupported_value", param });
}

/** @param {string} param @param {number} tokens of the prompt @param {number} contextSize */
export function contextExceeded(param, tokens, contextSize) {
  const message = `This model's context is ${contextSize} tokens; the prompt has ${tokens} and leaves no room for an answer.`;
  return new ApiError(400, message, { code: "context_length_exceeded", param });
}

/** What a caller may see of anything that was thrown: bugs lose their words. @param {unknown} error */
export function apiErrorOf(error) {
  if (error instanceof ApiError) return error;
  return new ApiError(500, "The runtime failed while it answered; its log has the reason.", {
    code: "internal_error",
    cause: error,
  });
}
