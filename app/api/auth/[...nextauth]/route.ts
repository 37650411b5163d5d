import { answerAuth } from "@/server/api/auth/answer";

export { answerAuth as GET, answerAuth as POST };
