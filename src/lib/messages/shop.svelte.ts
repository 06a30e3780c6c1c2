import { lazily } from './lazy.svelte.ts';
import { shopEditor } from './th/shopEditor.ts';

export const shopWords = lazily(shopEditor, async () => (await import('./en/shopEditor.ts')).shopEditor);
