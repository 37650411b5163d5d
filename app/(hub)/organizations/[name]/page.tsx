import { redirect } from "next/navigation";

export default async function OrganizationPage({ params }: { params: Promise<{ name: string }> }) {
  redirect(`/organizations/${(await params).name}/members`);
}
