import { onMount } from 'svelte';
import { cameraClosed, cameraIntent, openingCamera } from '$lib/client/photos/intent';
import { phoneRow, setPhone } from '$lib/client/photos/rule';
import type { PhotoOwner } from '../../photo-owner.ts';

/** With which camera pictures are taken: the phone's own app, or in the page where a phone closes the page for that app. */
export interface WhichCamera {
	/** The page was closed while the camera app was open, and its picture is lost. */
	readonly lost: boolean;
	/** They are being taken in the page. */
	readonly inPage: boolean;
	/** Opens the one that this phone is known to need. */
	open(): Promise<void>;
	openApp(): Promise<void>;
	/** From now on in the page. */
	openPage(): Promise<void>;
	closePage(): void;
	/** From now on with the app again. */
	backToApp(): Promise<void>;
	/** A picture came, of whichever, or from the gallery. */
	came(): void;
}

/** What makes a picture small is fetched while the person picks one. */
export const fetchAhead = () => void import('$lib/client/photos/add').catch(() => undefined);

/** `click`: opens the camera app. Call it while a component is set up. */
export function whichCamera({ app, key }: PhotoOwner, click: () => void): WhichCamera {
	let lost = $state(false);
	let inPage = $state(false);

	onMount(() => {
		void cameraIntent(app).then((closed) => {
			lost = closed === key;
			if (closed !== null) void cameraClosed(app);
		});
	});

	async function openApp() {
		fetchAhead();
		await openingCamera(app, key);
		click();
	}
	// Where even that has no room, it is so this time.
	const remember = (viewfinder: boolean) => setPhone(app.db, { viewfinder }).catch(() => undefined);

	return {
		get lost() {
			return lost;
		},
		get inPage() {
			return inPage;
		},
		async open() {
			const phone = await phoneRow(app.db).catch(() => null);
			if (phone?.viewfinder) inPage = true;
			else await openApp();
		},
		openApp,
		async openPage() {
			lost = false;
			inPage = true;
			await remember(true);
		},
		closePage: () => (inPage = false),
		async backToApp() {
			await remember(false);
			await openApp();
		},
		came() {
			void cameraClosed(app);
			lost = false;
		},
	};
}
