/** Why a file did not arrive; the reasons are those of problem documents, `damaged` and `bad_name`. */
export class UploadFailure extends Error {
  override readonly name = "UploadFailure";
  constructor(
    /** Empty when no answer came back. */
    readonly reason: string,
    message = "",
  ) {
    super(message);
  }
}
