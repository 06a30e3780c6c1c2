// Vite makes a file of its own of this, kept by phones whose browser reads no codes itself (its name says which).
import CodeWorker from './jsqr.worker.ts?worker';
import { readsCodes, type Detector } from '../reads-codes.ts';

/** Reads one QR code of what a camera shows; null: it sees none. */
export interface CodeReader {
	read(video: HTMLVideoElement): Promise<string | null>;
	stop(): void;
}

/** The longer side that is looked through, pixels: enough for the finest code of ours, little enough for a slow phone. */
const SIDE = 800;

/** By the browser itself where it can (Chrome on Android), else by a library beside the page. */
export async function makeCodeReader(): Promise<CodeReader> {
	const Own = await readsCodes();
	return Own ? byBrowser(new Own({ formats: ['qr_code'] })) : byLibrary();
}

function byBrowser(detector: Detector): CodeReader {
	return {
		async read(video) {
			const [found] = await detector.detect(video).catch(() => []);
			return found?.rawValue ?? null;
		},
		stop: () => undefined,
	};
}

function byLibrary(): CodeReader {
	const worker = new CodeWorker();
	// Its file is not on this phone: it would see nothing for ever. That may come out before the camera shows anything.
	let broken: Error | null = null;
	let refuse: (why: Error) => void = () => undefined;
	worker.onerror = () => refuse((broken = new Error('what reads codes does not start')));
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return {
		read(video) {
			if (broken) return Promise.reject(broken);
			const { videoWidth, videoHeight } = video;
			if (!context || videoWidth === 0) return Promise.resolve(null);
			const scale = Math.min(1, SIDE / Math.max(videoWidth, videoHeight));
			canvas.width = Math.round(videoWidth * scale);
			canvas.height = Math.round(videoHeight * scale);
			context.drawImage(video, 0, 0, canvas.width, canvas.height);
			const { data, width, height } = context.getImageData(0, 0, canvas.width, canvas.height);
			return new Promise((resolve, reject) => {
				refuse = reject;
				worker.onmessage = ({ data: text }: MessageEvent<string | null>) => resolve(text);
				worker.postMessage({ data, width, height }, [data.buffer]);
			});
		},
		stop: () => worker.terminate(),
	};
}
