import { changePassword } from "./change-password";
import { confirmPassword } from "./confirm-password";
import { createPasswordReset } from "./create-password-reset";
import { getPasswordReset } from "./get-password-reset";
import { requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";

export const passwordOperations = {
  changePassword,
  confirmPassword,
  createPasswordReset,
  getPasswordReset,
  requestPasswordReset,
  resetPassword,
};
