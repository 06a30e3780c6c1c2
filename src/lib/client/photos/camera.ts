import { canTakeHere } from './intent.ts';

/** Why there is no picture to see. */
export type CameraFault =
	/** The person or the phone does not allow it. */
	| 'refused'
	| 'none'
	/** Another app has it. */
	| 'in-use'
	/** Browsers give no camera to an address that is not encrypted. */
	| 'insecure'
	/** It was there, and was taken away. */
	| 'ended'
	| 'unknown';

export type Facing = 'user' | 'environment';

/** One camera of the phone. `facing`: null where nobody says. */
export interface Lens {
	readonly id: string;
	readonly facing: Facing | null;
}

/** Pixels that are asked for: the longer side of the picture that is kept, in the shape of the sensor. */
const ASKED = { width: { ideal: 1_600 }, height: { ideal: 1_200 } };

/** What the browser calls it, in one of our words. The old names are those of Chrome before 67. */
export function faultOf(error: unknown): CameraFault {
	switch ((error as { name?: unknown } | null)?.name) {
		case 'NotAllowedError':
		case 'PermissionDeniedError':
		case 'SecurityError':
			return 'refused';
		case 'NotFoundError':
		case 'DevicesNotFoundError':
		case 'OverconstrainedError':
			return 'none';
		case 'NotReadableError':
		case 'TrackStartError':
		case 'AbortError':
			return 'in-use';
		default:
			return 'unknown';
	}
}

/** What to ask the browser for; null: the camera at the back, or whatever there is. */
export function wishFor(lens: Lens | null): MediaTrackConstraints {
	if (lens === null) return { ...ASKED, facingMode: { ideal: 'environment' } };
	// By its side: of several cameras at the back the browser knows the main one.
	return lens.facing === null
		? { ...ASKED, deviceId: { exact: lens.id } }
		: { ...ASKED, facingMode: { exact: lens.facing } };
}

/**
 * The camera to change to: one that looks the other way, or where nobody says which way they look, the next one. Null: there
 * is none, as on a phone whose other cameras look the same way.
 */
export function otherLens(lenses: readonly Lens[], now: Lens): Lens | null {
	const others = lenses.filter(({ id }) => id !== now.id);
	const opposite = others.find(
		({ facing }) => facing !== null && now.facing !== null && facing !== now.facing,
	);
	if (opposite) return opposite;
	if (now.facing !== null) return null;
	const at = lenses.findIndex(({ id }) => id === now.id);
	return [...lenses.slice(at + 1), ...lenses.slice(0, Math.max(0, at))][0] ?? null;
}

const facingOf = (said: string | undefined): Facing | null =>
	said === 'user' || said === 'environment' ? said : null;

/** The camera that a track comes from. */
export function lensOf(track: MediaStreamTrack): Lens {
	const { deviceId = '', facingMode } = track.getSettings();
	return { id: deviceId, facing: facingOf(facingMode) };
}

/** All cameras; none where the browser does not say. Their names are told only once one may be used. */
export async function allLenses(): Promise<Lens[]> {
	const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
	return devices
		.filter(({ kind }) => kind === 'videoinput')
		.map((device) => {
			const told = (device as Partial<InputDeviceInfo>).getCapabilities?.call(device).facingMode?.[0];
			return { id: device.deviceId, facing: facingOf(told) };
		});
}

export type Opened =
	| { readonly kind: 'ok'; readonly stream: MediaStream; readonly track: MediaStreamTrack }
	| { readonly kind: 'fault'; readonly fault: CameraFault };

export async function openLens(lens: Lens | null): Promise<Opened> {
	if (!canTakeHere()) return { kind: 'fault', fault: isSecureContext ? 'none' : 'insecure' };
	try {
		const stream = await navigator.mediaDevices.getUserMedia({ video: wishFor(lens), audio: false });
		const [track] = stream.getVideoTracks();
		return track ? { kind: 'ok', stream, track } : { kind: 'fault', fault: 'none' };
	} catch (error) {
		return { kind: 'fault', fault: faultOf(error) };
	}
}

export function letGo(stream: MediaStream): void {
	for (const track of stream.getTracks()) track.stop();
}

/** TypeScript knows nothing of a camera's light (MediaStream Image Capture, 9). */
interface Light {
	readonly torch?: boolean;
}

export const hasTorch = (track: MediaStreamTrack): boolean =>
	(track.getCapabilities?.() as Light | undefined)?.torch === true;

/** False where the camera would not. */
export async function setTorch(track: MediaStreamTrack, torch: boolean): Promise<boolean> {
	const wish: Light = { torch };
	return track.applyConstraints({ advanced: [wish as MediaTrackConstraintSet] }).then(
		() => true,
		() => false,
	);
}
