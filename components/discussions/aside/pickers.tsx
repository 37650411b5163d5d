"use client";

import { lazyPart } from "@/components/ui/lazy-part";

export const LabelPicker = lazyPart(() => import("./label-picker").then((module) => module.LabelPicker));

export const PeoplePicker = lazyPart(() => import("./people-picker").then((module) => module.PeoplePicker));
