/**
 * The functions of every exported script that list the differences between host and layout: files, machines, adapters
 * and boot orders. Written for Windows PowerShell 5.1 and PowerShell 7; the cmdlets are documented at
 * learn.microsoft.com/powershell/module/hyper-v.
 */

export const basicFunctions = String.raw`
# Whether two names or paths are the same to Hyper-V: character by character, without regard to case.
function Test-SameText {
    param([string] $Left, [string] $Right)
    [string]::Equals($Left, $Right, [System.StringComparison]::OrdinalIgnoreCase)
}

# Such as SCSI 0:1, of a drive of the host or of the layout: both have these properties.
function Get-SlotName {
    param([object] $Drive)
    '{0} {1}:{2}' -f $Drive.ControllerType, $Drive.ControllerNumber, $Drive.ControllerLocation
}

# The file of a disk, or its number on the host. A checkpoint's file stands for the one that it was made of.
function Get-DiskContent {
    param([object] $Disk)
    if ($null -ne $Disk.DiskNumber) { return 'disk {0}' -f $Disk.DiskNumber }
    $path = [string] $Disk.Path
    while ($path -match '\.avhdx?$') { $path = [string] (Get-VHD -Path $path).ParentPath }
    $path
}

function Get-AdapterName {
    param([object] $Adapter)
    $kind = if ($Adapter.IsLegacy) { 'legacy network adapter' } else { 'network adapter' }
    if ($Adapter.SwitchName) { '{0} on switch {1}' -f $kind, $Adapter.SwitchName } else { '{0} without switch' -f $kind }
}

# Something that stands in the way of the layout.
function Get-Problem {
    param([string] $Target, [string] $Reason)
    @{ Kind = 'Problem'; Target = $Target; Action = $Reason; Machine = $null; Data = $null }
}

# Something to do to a machine, and what Invoke-LayoutChange needs for it.
function Get-Change {
    param([string] $Kind, [hashtable] $Machine, [string] $Action, [object] $Data)
    @{ Kind = $Kind; Target = $Machine.Wanted.Name; Action = $Action; Machine = $Machine; Data = $Data }
}

# What is different about a file that is there, or the file as one to create. Differences of a file are never changed.
function Get-FileChange {
    param([hashtable] $File)
    if (-not (Test-Path -LiteralPath $File.Path -PathType Leaf)) {
        $isDescribed = $File.Type -eq 'Differencing' -or ($null -ne $File.Type -and $null -ne $File.SizeBytes)
        if (-not $isDescribed) {
            Get-Problem -Target $File.Path -Reason 'The file is not there, and the layout has no size to create it with.'
        } elseif (-not (Test-Path -LiteralPath ([System.IO.Path]::GetPathRoot($File.Path)) -PathType Container)) {
            Get-Problem -Target $File.Path -Reason 'This host has no such drive or share.'
        } else {
            $action = 'Create a {0} virtual hard disk' -f $File.Type.ToLowerInvariant()
            @{ Kind = 'CreateFile'; Target = $File.Path; Action = $action; Machine = $null; Data = $File }
        }
        return
    }
    if ($null -eq $File.Type) { return }
    try {
        $vhd = Get-VHD -Path $File.Path
    } catch {
        Write-Warning ('{0}: the file was not compared with the layout: {1}' -f $File.Path, $_.Exception.Message)
        return
    }
    # Get-VHD tells no block size of a fixed disk.
    $blockSize = if ($File.Type -eq 'Fixed') { $null } else { $File.BlockSizeBytes }
    $pairs = @(
        @{ Name = 'type'; Wanted = $File.Type; Found = [string] $vhd.VhdType }
        @{ Name = 'parent'; Wanted = $File.ParentPath; Found = [string] $vhd.ParentPath }
        @{ Name = 'size'; Wanted = $File.SizeBytes; Found = $vhd.Size }
        @{ Name = 'block size'; Wanted = $blockSize; Found = $vhd.BlockSize }
        @{ Name = 'logical sector size'; Wanted = $File.LogicalSectorSizeBytes; Found = $vhd.LogicalSectorSize }
        @{ Name = 'physical sector size'; Wanted = $File.PhysicalSectorSizeBytes; Found = $vhd.PhysicalSectorSize }
    )
    foreach ($pair in $pairs) {
        if ($null -ne $pair.Wanted -and -not (Test-SameText -Left $pair.Wanted -Right $pair.Found)) {
            $reason = 'The file is there, but its {0} is {1} and not {2}.' -f $pair.Name, $pair.Found, $pair.Wanted
            Get-Problem -Target $File.Path -Reason $reason
        }
    }
}

# The files of all machines, each once, parents before children.
function Get-AllFileChange {
    param([hashtable[]] $Machine)
    $seen = [System.Collections.Generic.HashSet[string]]::new([System.StringComparer]::OrdinalIgnoreCase)
    foreach ($file in @($Machine | ForEach-Object { $_.Wanted.Files })) {
        if ($seen.Add($file.Path)) { Get-FileChange -File $file }
    }
}
`;

export const machineFunctions = `
# Adapters have no names in a layout: each wanted one takes one of the same kind and switch, else one of that kind.
function Get-AdapterChange {
    param([hashtable] $Machine, [object[]] $Found, [bool] $Force)
    $name = $Machine.Wanted.Name
    $wanted = @($Machine.Wanted.Adapters)
    $free = @()
    foreach ($adapter in $Found) {
        $kind = @($wanted | Where-Object { $_.IsLegacy -eq $adapter.IsLegacy })
        $matching = @($kind | Where-Object { Test-SameText -Left $_.SwitchName -Right $adapter.SwitchName })
        if ($matching.Count -eq 0) { $free += $adapter; continue }
        $wanted = @($wanted | Where-Object { -not [object]::ReferenceEquals($_, $matching[0]) })
    }
    foreach ($adapter in $wanted) {
        $switches = @(Get-VMSwitch | Where-Object { Test-SameText -Left $_.Name -Right $adapter.SwitchName })
        if ($null -ne $adapter.SwitchName -and $switches.Count -ne 1) {
            $reason = 'The host has {0} switches named {1}; one is needed.' -f $switches.Count, $adapter.SwitchName
            Get-Problem -Target $name -Reason $reason
        }
        $same = @($free | Where-Object { $_.IsLegacy -eq $adapter.IsLegacy })
        if ($same.Count -eq 0) {
            $action = 'Add a {0}' -f (Get-AdapterName -Adapter $adapter)
            Get-Change -Kind 'AddAdapter' -Machine $Machine -Action $action -Data $adapter
            continue
        }
        $free = @($free | Where-Object { -not [object]::ReferenceEquals($_, $same[0]) })
        $action = 'Change a {0} to a {1}' -f (Get-AdapterName -Adapter $same[0]), (Get-AdapterName -Adapter $adapter)
        $setting = @{ Adapter = $same[0]; SwitchName = $adapter.SwitchName }
        Get-Change -Kind 'SetAdapter' -Machine $Machine -Action $action -Data $setting
    }
    foreach ($adapter in $free) {
        $title = Get-AdapterName -Adapter $adapter
        if ($Force) {
            Get-Change -Kind 'RemoveAdapter' -Machine $Machine -Action ('Remove a {0}' -f $title) -Data $adapter
        } else {
            Get-Problem -Target $name -Reason ('It has a {0}, which the layout does not have; -Force removes it.' -f $title)
        }
    }
}

# What an entry of the firmware's boot order starts from: a slot, Network, or File for what the guest's loader entered.
function Get-BootName {
    param([object] $Entry)
    if ([string] $Entry.BootType -eq 'Network') { return 'Network' }
    if ([string] $Entry.BootType -eq 'Drive' -and $null -ne $Entry.Device) { return Get-SlotName -Drive $Entry.Device }
    'File'
}

# Start-up order of generation 1, boot order of generation 2. Without one in the layout the boot device comes first. Devices
# that are added join the boot order: it is set again after them.
function Get-BootChange {
    param([hashtable] $Machine, [bool] $HasNewDevice)
    $wanted = $Machine.Wanted
    if ($wanted.Generation -eq 1) {
        $order = $wanted.Startup -join ', '
        $found = if ($null -eq $Machine.VM) { '' } else { (Get-VMBios -VM $Machine.VM).StartupOrder -join ', ' }
        if ($found -ne $order) {
            $action = 'Set the start-up order to {0}' -f $order
            Get-Change -Kind 'SetStartup' -Machine $Machine -Action $action -Data $wanted
        }
        return
    }
    $entries = @(if ($null -ne $Machine.VM) { (Get-VMFirmware -VM $Machine.VM).BootOrder })
    $found = @($entries | ForEach-Object { Get-BootName -Entry $_ } | Select-Object -Unique)
    if ($wanted.BootOrder.Count -gt 0) {
        # What the guest's loader entered has no place before it has entered something.
        $order = @($wanted.BootOrder | Where-Object { $_ -ne 'File' -or $found -contains 'File' }) -join ', '
        if ($order -ne '' -and ($HasNewDevice -or ($found -join ', ') -ne $order)) {
            $action = 'Set the boot order to {0}' -f $order
            Get-Change -Kind 'SetBootOrder' -Machine $Machine -Action $action -Data $wanted
        }
        return
    }
    # What the guest's loader entered may stand before it: it starts from there, too.
    $devices = @($found | Where-Object { $_ -ne 'File' })
    $isFirst = -not $HasNewDevice -and $devices.Count -gt 0 -and $devices[0] -eq $wanted.BootFirst
    if ($null -ne $wanted.BootFirst -and -not $isFirst) {
        $action = 'Start from {0} first' -f $wanted.BootFirst
        Get-Change -Kind 'SetBootFirst' -Machine $Machine -Action $action -Data $wanted
    }
}

# What differs between one machine of the layout and the host.
function Get-MachineChange {
    param([hashtable] $Machine, [bool] $Force)
    $wanted = $Machine.Wanted
    $name = $wanted.Name
    $vm = $Machine.VM
    $isThere = $null -ne $vm
    if (-not $isThere) {
        $action = 'Create a generation {0} virtual machine' -f $wanted.Generation
        Get-Change -Kind 'CreateVM' -Machine $Machine -Action $action -Data $wanted
    } elseif ($vm.Generation -ne $wanted.Generation) {
        $reason = 'It is of generation {0} and not {1}, which cannot be changed.' -f $vm.Generation, $wanted.Generation
        Get-Problem -Target $name -Reason $reason
        return
    }
    if (-not $isThere -or $vm.ProcessorCount -ne $wanted.Processors) {
        $action = 'Set the number of virtual processors to {0}' -f $wanted.Processors
        Get-Change -Kind 'SetProcessor' -Machine $Machine -Action $action -Data $wanted
    }
    $disks = @(if ($isThere) { Get-VMHardDiskDrive -VM $vm })
    $dvds = @(if ($isThere) { Get-VMDvdDrive -VM $vm })
    $adapters = @(if ($isThere) { Get-VMNetworkAdapter -VM $vm })
    $count = if ($isThere) { @(Get-VMScsiController -VM $vm).Count } else { -1 }
    $taken = @(($disks + $dvds) | ForEach-Object { Get-SlotName -Drive $_ })
    $drives = @(
        Get-DiskChange -Machine $Machine -Found $disks -TakenSlot $taken -Force $Force
        Get-DvdChange -Machine $Machine -Found $dvds -Force $Force
    )
    $action = 'Set the number of SCSI controllers to {0}' -f $wanted.ScsiControllers
    $controllers = Get-Change -Kind 'SetController' -Machine $Machine -Action $action -Data $wanted
    # Slots are freed before others are filled; controllers come before their drives and go after them.
    $freeing = 'RemoveDisk', 'RemoveDvd'
    $drives | Where-Object { $freeing -contains $_.Kind }
    if ($count -lt $wanted.ScsiControllers) { $controllers }
    $drives | Where-Object { $freeing -notcontains $_.Kind }
    if ($count -gt $wanted.ScsiControllers) { $controllers }
    if ($wanted.Generation -eq 1) {
        $floppy = if ($isThere) { (Get-VMFloppyDiskDrive -VM $vm).Path } else { $null }
        if (-not (Test-SameText -Left $floppy -Right $wanted.Floppy)) {
            $image = if ($null -eq $wanted.Floppy) { 'nothing' } else { $wanted.Floppy }
            $action = 'Insert {0} into the floppy drive' -f $image
            Get-Change -Kind 'SetFloppy' -Machine $Machine -Action $action -Data $wanted
            Get-ImageProblem -Path $wanted.Floppy
        }
    }
    $network = @(Get-AdapterChange -Machine $Machine -Found $adapters -Force $Force)
    $network
    $new = @(($drives + $network) | Where-Object { $_.Kind -like 'Add*' })
    Get-BootChange -Machine $Machine -HasNewDevice ($new.Count -gt 0)
}

# What other nodes of this host's cluster run, as group and node: Get-VM lists the machines of this host alone.
function Get-OtherNode {
    if ($null -eq (Get-Command -Name Get-ClusterGroup -ErrorAction Ignore)) { return }
    try {
        $groups = @(Get-ClusterGroup)
    } catch {
        # The module is there, and the host is in no cluster.
        Write-Verbose $_.Exception.Message
        return
    }
    foreach ($group in $groups) {
        if ([string] $group.GroupType -ne 'VirtualMachine') { continue }
        if (Test-SameText -Left $group.OwnerNode.Name -Right $env:COMPUTERNAME) { continue }
        @{ Name = $group.Name; Node = $group.OwnerNode.Name }
    }
}

# Finds the machines on the host and lists what differs. A machine that is not off, or has checkpoints, is not changed.
function Get-LayoutChange {
    param([hashtable[]] $Machine, [bool] $Force)
    Get-AllFileChange -Machine $Machine
    $all = @(Get-VM)
    $others = @(Get-OtherNode)
    foreach ($one in $Machine) {
        $name = $one.Wanted.Name
        $found = @($all | Where-Object { Test-SameText -Left $_.Name -Right $name })
        if ($found.Count -gt 1) {
            Get-Problem -Target $name -Reason ('The host has {0} virtual machines of this name.' -f $found.Count)
            continue
        }
        $one.VM = if ($found.Count -eq 1) { $found[0] } else { $null }
        $elsewhere = @($others | Where-Object { Test-SameText -Left $_.Name -Right $name })
        if ($null -eq $one.VM -and $elsewhere.Count -gt 0) {
            $reason = 'It is on {0}, another node of the cluster. Move it here, or correct its host in the layout.'
            Get-Problem -Target $name -Reason ($reason -f $elsewhere[0].Node)
            continue
        }
        $changes = @(Get-MachineChange -Machine $one -Force $Force)
        $changes
        if ($null -eq $one.VM -or $changes.Count -eq 0) { continue }
        if ([string] $one.VM.State -ne 'Off') {
            $list = @($changes | ForEach-Object { $_.Action }) -join '; '
            Get-Problem -Target $name -Reason ('It is not off but {0}, and would need: {1}' -f $one.VM.State, $list)
        } elseif (@(Get-VMSnapshot -VM $one.VM).Count -gt 0) {
            Get-Problem -Target $name -Reason 'It has checkpoints, and changes would not agree with them.'
        }
    }
}
`;
