import {
	allLenses,
	hasTorch,
	lensOf,
	letGo,
	openLens,
	otherLens,
	setTorch,
	type CameraFault,
	type Lens,
} from '$lib/client/photos/camera';
import { shutterOf, type Shutter } from '$lib/client/photos/shutter';
import { watchTilt, type Tilt } from '$lib/client/photos/tilt';

/** The phone's camera while a viewfinder shows it. */
export interface Camera {
	/** `starting`: nothing is seen yet. */
	readonly state: 'starting' | 'live' | CameraFault;
	readonly stream: MediaStream | null;
	/** True where there is a camera that looks the other way. */
	readonly canFlip: boolean;
	readonly isFront: boolean;
	/** Null: this camera has no light. */
	readonly torch: boolean | null;
	start(): Promise<void>;
	/** Gives the camera back at once. */
	stop(): void;
	/** The element shows the first frame of the stream: from now on pictures can be taken. */
	seenIn(video: HTMLVideoElement): void;
	/** Upright, as sharp as the camera gives it. */
	take(): Promise<Blob>;
	flip(): Promise<void>;
	light(on: boolean): Promise<void>;
}

export function makeCamera(): Camera {
	let state = $state<Camera['state']>('starting');
	let stream = $state.raw<MediaStream | null>(null);
	let track: MediaStreamTrack | null = null;
	let other = $state.raw<Lens | null>(null);
	let front = $state(false);
	let torch = $state<boolean | null>(null);
	let lens: Lens | null = null;
	let shutter: Shutter | null = null;
	let tilt: Tilt | null = null;
	/** Each start and stop makes what an earlier one still waits for out of date. */
	let turn = 0;

	function release() {
		if (stream) letGo(stream);
		tilt?.stop();
		stream = track = shutter = tilt = torch = null;
	}

	async function start() {
		const mine = ++turn;
		release();
		state = 'starting';
		const opened = await openLens(lens);
		if (mine !== turn) return void (opened.kind === 'ok' && letGo(opened.stream));
		if (opened.kind === 'fault') {
			state = opened.fault;
			// The next try is with whatever there is.
			lens = null;
			return;
		}
		({ stream, track } = opened);
		tilt = watchTilt();
		const now = lensOf(opened.track);
		front = now.facing === 'user';
		torch = hasTorch(opened.track) ? false : null;
		opened.track.addEventListener('ended', () => {
			if (mine !== turn) return;
			stop();
			state = 'ended';
		});
		const lenses = await allLenses();
		if (mine === turn) other = otherLens(lenses, now);
	}

	function stop() {
		turn += 1;
		release();
	}

	return {
		get state() {
			return state;
		},
		get stream() {
			return stream;
		},
		get canFlip() {
			return other !== null;
		},
		get isFront() {
			return front;
		},
		get torch() {
			return torch;
		},
		start,
		stop,
		seenIn(video) {
			if (!track) return;
			shutter ??= shutterOf(track, video);
			state = 'live';
		},
		async take() {
			if (!shutter) throw new Error('nothing is seen yet');
			return shutter(tilt?.quarters(front) ?? 0);
		},
		async flip() {
			if (!other) return;
			lens = other;
			await start();
		},
		async light(on) {
			if (track && (await setTorch(track, on))) torch = on;
		},
	};
}
