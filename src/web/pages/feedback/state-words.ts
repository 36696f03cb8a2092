import '../../messages/feedback/words.ts'
import { useTranslation } from 'react-i18next'
import { id } from '../../messages/feedback/id.ts'

const isState = (state: string): state is keyof typeof id.states => Object.hasOwn(id.states, state)

/** The words of how far a delivery is; a state that the portal does not know is shown as it is. */
export function useUploadStateWord(): (state: string) => string {
  const { t } = useTranslation('feedback')
  return (state) => (isState(state) ? t(`states.${state}`) : state)
}

const isChannel = (channel: string): channel is keyof typeof id.channels =>
  Object.hasOwn(id.channels, channel)

/** The words of the way by which a delivery came. */
export function useChannelWord(): (channel: string) => string {
  const { t } = useTranslation('feedback')
  return (channel) => (isChannel(channel) ? t(`channels.${channel}`) : channel)
}
