"use client";

export { GlobalError as default } from "@/components/shell/global-error";
