import type { Enrolled } from '$lib/server/principal';

declare global {
	namespace App {
		interface Locals {
			/** Who a page of the desk is for; null where nobody of the office is signed in. Set on the desk's routes alone. */
			office: Enrolled | null;
		}
		interface Error {
			message: string;
			/** Names the line in the log that tells what happened. */
			id?: string;
		}
	}
}
export {};
