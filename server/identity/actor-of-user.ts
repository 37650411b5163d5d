import type { Ctx, UserActor } from "@/server/kernel";
import { isActive, personOfUser } from "./person";
import { findUser } from "./store/users";
