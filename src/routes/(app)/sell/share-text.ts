import { copyText } from '$lib/ui/copy';

/**
 * Gives a text to the phone's share sheet, or to the clipboard where there is none. `closed`: the person thought better
 * of it; `failed`: show the text, to be copied by hand.
 */
export async function shareText(text: string): Promise<'shared' | 'copied' | 'closed' | 'failed'> {
	if (navigator.share !== undefined) {
		try {
			await navigator.share({ text });
			return 'shared';
		} catch (error) {
			if (error instanceof DOMException && error.name === 'AbortError') return 'closed';
		}
	}
	return (await copyText(text)) ? 'copied' : 'failed';
}
