"use client";

import dynamic from "next/dynamic";

export const LabelPicker = dynamic(() => import("./label-picker").then((module) => module.LabelPicker), {
  ssr: false,
});

export const PeoplePicker = dynamic(() => import("./people-picker").then((module) => module.PeoplePicker), {
  ssr: false,
});
