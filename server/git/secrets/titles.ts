import type { SecretKind } from "../contract";

/** What a secret is called to those who push with git or call the API. */
export const SECRET_TITLES: Readonly<Record<SecretKind, string>> = {
  yard_token: "an access token of this platform",
  yard_api_key: "an API key of this platform",
  hugging_face: "a Hugging Face token",
  openai: "an OpenAI key",
  anthropic: "an Anthropic key",
  model_provider: "a key of a model provider",
  aws_access_key: "an AWS access key",
  aws_secret_key: "an AWS secret key",
  google_api_key: "a Google API key",
  google_service_account: "the key of a Google service account",
  azure: "an Azure key",
  github: "a GitHub token",
  gitlab: "a GitLab token",
  package_registry: "a token of a package registry",
  slack: "a Slack token or webhook",
  stripe: "a live Stripe key",
  private_key: "a private key",
};
