/** The visit that was last looked at while it is under way: whoever mends something in its shop comes back to it. */
export const visiting = $state<{ now: { readonly shop: string; readonly key: string } | null }>({
	now: null,
});
