/** Functions of every exported script that compare the drives of a virtual machine with those of the layout. */

export const driveFunctions = String.raw`
# The disks of the host against those of the layout: what to detach, move, attach and set.
function Get-DiskChange {
    param([hashtable] $Machine, [object[]] $Found, [string[]] $TakenSlot, [bool] $Force)
    $name = $Machine.Wanted.Name
    $attached = @()
    $moves = @()
    foreach ($drive in $Found) {
        $slot = Get-SlotName -Drive $drive
        $content = Get-DiskContent -Disk $drive
        $wanted = @($Machine.Wanted.Disks | Where-Object { Test-SameText -Left $content -Right (Get-DiskContent -Disk $_) })
        if ($wanted.Count -eq 0) {
            if ($Force) {
                $action = 'Detach {0} from {1}' -f $content, $slot
                Get-Change -Kind 'RemoveDisk' -Machine $Machine -Action $action -Data $drive
            } else {
                $reason = '{0} holds {1}, which the layout does not have; -Force detaches it.' -f $slot, $content
                Get-Problem -Target $name -Reason $reason
            }
            continue
        }
        $disk = $wanted[0]
        $wantedSlot = Get-SlotName -Drive $disk
        if ($wantedSlot -ne $slot -and $TakenSlot -contains $wantedSlot) {
            $action = 'Detach {0} from {1}, to attach it to {2}' -f $content, $slot, $wantedSlot
            Get-Change -Kind 'RemoveDisk' -Machine $Machine -Action $action -Data $drive
            continue
        }
        $attached += $wantedSlot
        if ($wantedSlot -ne $slot) {
            $action = 'Move {0} from {1} to {2}' -f $content, $slot, $wantedSlot
            $move = @{ Drive = $drive; Disk = $disk }
            $moves += Get-Change -Kind 'MoveDisk' -Machine $Machine -Action $action -Data $move
        }
        $isLimited = $drive.MinimumIOPS -eq $disk.MinimumIOPS -and $drive.MaximumIOPS -eq $disk.MaximumIOPS
        $isSame = $isLimited -and $drive.SupportPersistentReservations -eq $disk.Shared
        if ($null -eq $disk.DiskNumber -and -not $isSame) {
            $settings = $disk.MinimumIOPS, $disk.MaximumIOPS, $disk.Shared, $wantedSlot
            $action = 'Set minimum IOPS {0}, maximum IOPS {1}, shared {2} for {3}' -f $settings
            $moves += Get-Change -Kind 'SetDisk' -Machine $Machine -Action $action -Data $disk
        }
    }
    $moves
    foreach ($disk in $Machine.Wanted.Disks) {
        $slot = Get-SlotName -Drive $disk
        if ($attached -contains $slot) { continue }
        $content = Get-DiskContent -Disk $disk
        if ($null -ne $disk.DiskNumber) {
            $offline = @(Get-Disk | Where-Object { $_.Number -eq $disk.DiskNumber -and $_.IsOffline })
            $reason = '{0} needs {1} of this host, which must be there and offline.' -f $slot, $content
            if ($offline.Count -eq 0) { Get-Problem -Target $name -Reason $reason }
        }
        Get-Change -Kind 'AddDisk' -Machine $Machine -Action ('Attach {0} to {1}' -f $content, $slot) -Data $disk
    }
}

# DVD drives are told apart by their slot.
function Get-DvdChange {
    param([hashtable] $Machine, [object[]] $Found, [bool] $Force)
    $name = $Machine.Wanted.Name
    $present = @()
    foreach ($drive in $Found) {
        $slot = Get-SlotName -Drive $drive
        $wanted = @($Machine.Wanted.Dvds | Where-Object { (Get-SlotName -Drive $_) -eq $slot })
        if ($wanted.Count -eq 0) {
            if ($Force) {
                $action = 'Remove the DVD drive from {0}' -f $slot
                Get-Change -Kind 'RemoveDvd' -Machine $Machine -Action $action -Data $drive
            } else {
                $reason = '{0} holds a DVD drive, which the layout does not have; -Force removes it.' -f $slot
                Get-Problem -Target $name -Reason $reason
            }
            continue
        }
        $present += $slot
        $path = $wanted[0].Path
        # A drive of the host may be told with or without its backslash.
        $own = ([string] $drive.Path).TrimEnd('\')
        $other = ([string] $path).TrimEnd('\')
        if (-not (Test-SameText -Left $own -Right $other)) {
            $disc = if ($null -eq $path) { 'no disc' } else { $path }
            $action = 'Insert {0} into the DVD drive at {1}' -f $disc, $slot
            Get-Change -Kind 'SetDvd' -Machine $Machine -Action $action -Data @{ Drive = $drive; Path = $path }
            Get-ImageProblem -Path $path
        }
    }
    foreach ($dvd in $Machine.Wanted.Dvds) {
        $slot = Get-SlotName -Drive $dvd
        if ($present -contains $slot) { continue }
        Get-Change -Kind 'AddDvd' -Machine $Machine -Action ('Add a DVD drive at {0}' -f $slot) -Data $dvd
        Get-ImageProblem -Path $dvd.Path
    }
}

# An image must be there; a drive of the host, such as D:\, is not looked for.
function Get-ImageProblem {
    param([object] $Path)
    if ($null -eq $Path -or $Path -match '^[A-Za-z]:\\$') { return }
    if (Test-Path -LiteralPath $Path -PathType Leaf) { return }
    Get-Problem -Target $Path -Reason 'The image is not there.'
}
`;
