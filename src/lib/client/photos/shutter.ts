import { look } from '../../domain/picture-header.ts';
import { turnJpeg } from './exif.ts';
import { FULL, within } from './picture.ts';

/** How long a camera may take over one picture, milliseconds; some never answer. */
const PATIENCE = 5_000;
/** Twice the longer side that is kept, pixels: sharp when made small, without the memory of all that a sensor has. */
const STILL_SIDE = 2 * FULL.side;
/** Of a frame's JPEG, 0 to 1: it is made small once more. */
const FRAME_QUALITY = 0.95;

/** Answers a picture, upright by so many quarter turns clockwise. Throws where there is none. */
export type Shutter = (quarters: number) => Promise<Blob>;

/** The size to ask a camera for, of those it can. */
export function stillSize({ imageWidth, imageHeight }: Partial<PhotoCapabilities>): PhotoSettings {
	if (!imageWidth?.max || !imageHeight?.max) return {};
	const { width, height } = within(imageWidth.max, imageHeight.max, STILL_SIDE);
	return {
		imageWidth: Math.max(width, imageWidth.min ?? 0),
		imageHeight: Math.max(height, imageHeight.min ?? 0),
	};
}

/** True where a still is worth more than the frame on the screen: some cameras answer with a smaller one. */
export function isSharper(still: Uint8Array, frame: { width: number; height: number }): boolean {
	const seen = look(still);
	if (seen.kind !== 'image') return seen.kind === 'image-of-unknown-size';
	return Math.max(seen.width, seen.height) >= Math.min(FULL.side, Math.max(frame.width, frame.height));
}

/** A still of the camera's own where it takes one, else the frame that is on the screen. */
export function shutterOf(track: MediaStreamTrack, video: HTMLVideoElement): Shutter {
	/** Null: it has none, or has failed once. */
	let camera = typeof ImageCapture === 'undefined' ? null : new ImageCapture(track);

	async function still(): Promise<Blob | null> {
		if (!camera) return null;
		try {
			const taken = await inTime(takeBy(camera));
			const bytes = new Uint8Array(await taken.arrayBuffer());
			if (isSharper(bytes, { width: video.videoWidth, height: video.videoHeight })) return taken;
		} catch (error) {
			console.error(error);
		}
		camera = null;
		return null;
	}

	return async (quarters) => {
		const taken = await still();
		return taken ? turned(taken, quarters) : draw(video, video.videoWidth, video.videoHeight, quarters);
	};
}

async function takeBy(camera: ImageCapture): Promise<Blob> {
	const can = await camera.getPhotoCapabilities().catch(() => ({}));
	return camera.takePhoto(stillSize(can));
}

function inTime<T>(work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('the camera does not answer')), PATIENCE);
		work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}

async function turned(still: Blob, quarters: number): Promise<Blob> {
	if (quarters === 0) return still;
	const bytes = turnJpeg(new Uint8Array(await still.arrayBuffer()), quarters);
	if (bytes) return new Blob([bytes], { type: 'image/jpeg' });
	const bitmap = await createImageBitmap(still, { imageOrientation: 'from-image' });
	try {
		return await draw(bitmap, bitmap.width, bitmap.height, quarters);
	} finally {
		bitmap.close();
	}
}

function draw(source: CanvasImageSource, width: number, height: number, quarters: number): Promise<Blob> {
	if (width === 0 || height === 0) throw new Error('the camera shows nothing yet');
	const [across, down] = quarters % 2 === 0 ? [width, height] : [height, width];
	const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
	const context = canvas.getContext('2d');
	if (!context) throw new Error('no memory for a canvas');
	context.translate(across / 2, down / 2);
	context.rotate((quarters * Math.PI) / 2);
	context.drawImage(source, -width / 2, -height / 2);
	return new Promise((resolve, reject) => {
		const made = (blob: Blob | null) => (blob ? resolve(blob) : reject(new Error('no memory for a picture')));
		canvas.toBlob(made, 'image/jpeg', FRAME_QUALITY);
	});
}
