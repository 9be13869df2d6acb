import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'

type Page = { next: string | null }

/** A list that is read a page at a time. */
export function usePages<P extends Page>(key: readonly unknown[], read: (after: string | undefined, signal: AbortSignal) => Promise<P>) {
  return useInfiniteQuery<P, Error, InfiniteData<P>, readonly unknown[], string | undefined>({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: (before) => before,
  })
}
