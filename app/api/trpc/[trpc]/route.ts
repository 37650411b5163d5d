import { answerTrpc } from "@/server/api/trpc/answer";

export { answerTrpc as GET, answerTrpc as POST };
