import { defineDetector } from "../detector";

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: of a user, and of a session. */
export const accessKey = defineDetector({
  kind: "aws_access_key",
  keywords: ["AKIA", "ASIA"],
  pattern: "A[KS]IA[A-Z2-7]{16}(?![A-Za-z0-9_])",
});

/** Forty letters say nothing by themselves: the name before them does. */
export const secretKey = defineDetector({
  kind: "aws_secret_key",
  keywords: ["aws_secret_access_key", "AWS_SECRET_ACCESS_KEY", "SecretAccessKey", "secretAccessKey"],
  beginsInside: true,
  pattern: String.raw`[A-Za-z_]{15,21}["']?[ \t]{0,10}[:=][ \t]{0,10}["']?(?<secret>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])`,
});
